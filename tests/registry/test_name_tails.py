"""What people are searched by follows their names, whoever writes them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command

from tests.intake.sheets import line, workbook
from tests.worlds import Office
from vinhdanh.intake import actions as intake
from vinhdanh.intake import undoing
from vinhdanh.registry import actions, name_tails, rosters
from vinhdanh.registry.models import Merge, NameTail, Person, Subject

Tail = tuple[int, str, str]


def kept() -> list[Tail]:
    return sorted(NameTail.objects.values_list("person_id", "tail", "name"))


def recomputed() -> list[Tail]:
    """Every name from each of its words on, as Python makes them out."""
    people = Subject.objects.filter(kind="person", alias_of=None)
    return sorted(
        (subject.pk, " ".join(words[at:]), f" {subject.name_folded}")
        for subject in people
        for words in [subject.name_folded.split()]
        for at in range(len(words))
    )


def enter(office: Office) -> Person:
    form = actions.PersonForm(name="Trần Lệ Thủy")
    return actions.add_person(office.lan, office.second, form)


def mend(office: Office) -> None:
    actions.mend_person(office.lan, office.an, actions.PersonForm(name="Nguyễn An"))


def enter_and_mend_a_roster(office: Office) -> None:
    forms = [actions.PersonForm(name=name) for name in ("Lê Sáu", "Đỗ Thị Bảy")]
    lines = [rosters.NewPerson(office.second, form) for form in forms]
    one, _other = rosters.enter_people(office.lan, lines)
    form = actions.PersonForm(name="Lê Văn Sáu")
    mended = rosters.MendedPerson(one, office.second, form, 2016)
    rosters.mend_people(office.lan, [mended])


def merge(office: Office) -> Merge:
    return actions.merge_people(
        office.lan, office.an, enter(office), choices={}, reason="Cùng hồ sơ gốc"
    )


def merge_and_part(office: Office) -> None:
    actions.part_people(office.lan, merge(office), reason="Hai người khác nhau")


def import_a_list(office: Office) -> object:
    lines = [line("Nguyễn Văn Ân", "01/01/1985"), line("Mai Văn Tám", titles="")]
    read = intake.read_sheet(
        office.lan, office.unit, workbook(lines), "a.xlsx", year=2016, again=True
    )
    return intake.confirm(office.lan, read)


def import_and_undo(office: Office) -> None:
    undoing.undo(office.lan, import_a_list(office), "Nhầm tệp")


def enter_a_delegate(office: Office) -> None:
    body = actions.found_body(
        office.lan, office.unit, name="Hội đồng nhân dân", kind="peoples_council"
    )
    form = actions.TermForm(name="Khóa X", first_day=date(2021, 6, 1))
    term = actions.add_term(office.lan, body, form)
    actions.enter_delegate(office.lan, term, actions.PersonForm(name="Võ Đại"))


def rename_a_unit(office: Office) -> None:
    Subject.objects.filter(pk=office.first.pk).update(name_folded="phong khac")


def send_to_another_office(office: Office) -> None:
    form = actions.TransferForm(receiving=office.other, on=date(2024, 3, 1))
    sent = actions.send_person(office.lan, office.an.posts.get(), form)
    actions.receive_person(office.hoa, sent)


def remove(office: Office) -> None:
    subject = enter(office).subject
    Person.objects.filter(pk=subject.pk).delete()
    subject.delete()


@pytest.mark.parametrize(
    "deed",
    [
        enter,
        mend,
        enter_and_mend_a_roster,
        merge,
        merge_and_part,
        import_a_list,
        import_and_undo,
        enter_a_delegate,
        rename_a_unit,
        send_to_another_office,
        remove,
    ],
)
def test_after_every_deed_the_tails_are_those_of_the_names(
    office: Office, deed: Callable[[Office], object]
) -> None:
    assert kept() == recomputed() != []

    deed(office)

    assert kept() == recomputed()


def test_the_tails_of_a_name(office: Office) -> None:
    told = NameTail.objects.filter(person_id=office.an.pk).order_by("pk")

    assert [str(tail) for tail in told] == ["nguyen van an", "van an", "an"]


def test_lost_tails_are_written_anew(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    NameTail.objects.filter(person_id=office.an.pk).delete()
    NameTail.objects.create(person_id=office.binh.pk, tail="x", name=" x")

    call_command("rebuild_search")

    assert kept() == recomputed()
    assert capsys.readouterr().out == "Đã lập lại bảng tra họ tên của 5 người.\n"
    assert name_tails.rebuild() == 5
