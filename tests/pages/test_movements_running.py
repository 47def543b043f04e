"""The pages of a movement under way: gatherings, tasks, joining, reviews, the year."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.documents import reading
from tests.pages.test_movements import FORM
from tests.worlds import Office, unit
from vinhdanh.accounts.models import User
from vinhdanh.ledger import actions as ledger
from vinhdanh.movements import actions
from vinhdanh.movements.enums import GatheringKind, MovementKind, MovementState
from vinhdanh.movements.models import Gathering, KeyTask, Movement, Review
from vinhdanh.pages.movements import desk
from vinhdanh.registry.models import Unit

ROWS = ("dai-bieu", "phat-bieu", "chi-dao")


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False):
        yield


@pytest.fixture
def draft(office: Office) -> Movement:
    return actions.prepare_movement(office.lan, office.unit, FORM)


@pytest.fixture
def movement(office: Office, draft: Movement) -> Movement:
    return actions.launch_movement(office.minh, draft, on=date(2026, 1, 12))


@pytest.fixture
def ceremony(office: Office, movement: Movement) -> Gathering:
    form = actions.GatheringForm(
        kind=GatheringKind.LAUNCH,
        name="Lễ phát động năm 2026",
        held_on=date(2026, 1, 12),
        place="Hội trường",
        directives=(actions.DirectiveLine("Không để đơn quá hạn", "Bà Dung"),),
    )
    return actions.record_gathering(office.lan, movement, form)


def page(client: Client, user: User, route: str, *args: object) -> str:
    client.force_login(user)
    answer = client.get(reverse(route, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(
    client: Client, user: User, typed: Mapping[str, Any], route: str, *args: object
) -> tuple[int, str]:
    client.force_login(user)
    answer = client.post(reverse(route, args=args), typed, follow=True)
    return answer.status_code, answer.content.decode()


def rows(*prefixes: str, count: int = 3) -> dict[str, object]:
    return {
        f"{prefix}-{name}_FORMS": value
        for prefix in prefixes
        for name, value in (("TOTAL", count), ("INITIAL", 0))
    }


def typed_draft(**target: str) -> dict[str, object]:
    return {
        "name": "Phong trào năm 2027",
        "year": "2027",
        "kind": "regular",
        "first_day": "2027-01-01",
        "last_day": "2027-12-31",
        "launchers": "Công đoàn Văn phòng\n\nSở Tài chính",
        **rows("chi-tieu", "nhiem-vu"),
        **{f"chi-tieu-0-{name}": words for name, words in target.items()},
    }


def test_target_is_typed_as_a_figure_and_launchers_one_a_line(
    office: Office, client: Client
) -> None:
    figures = {"base_hundredths": "96,5", "goal_hundredths": "98", "unit": "%"}
    typed = typed_draft(name="Hồ sơ đúng hạn", **figures)

    status, said = sent(client, office.lan, typed, "movement-new")

    made = Movement.objects.get(year=2027)
    target = made.targets.get()
    assert (status, target.base_hundredths, target.goal_hundredths) == (200, 9650, 9800)
    assert [(row.printed_name, row.subject) for row in made.launchers.all()] == [
        ("Công đoàn Văn phòng", None),
        ("Sở Tài chính", office.other.subject),
    ]
    assert "96,5 %" in said
    assert "Công đoàn Văn phòng" in said


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({"goal_hundredths": "98"}, "chưa có đơn vị tính"),
        ({"goal_hundredths": "chín", "unit": "%"}, "không phải số"),
        (
            {"base_hundredths": "99", "goal_hundredths": "98", "unit": "%"},
            "Mức cần đạt kém hơn mức gốc là có chủ ý",
        ),
    ],
)
def test_odd_target_is_told_and_nothing_typed_is_lost(
    office: Office, client: Client, target: dict[str, str], said: str
) -> None:
    typed = typed_draft(name="Hồ sơ đúng hạn", **target)

    status, told = sent(client, office.lan, typed, "movement-new")

    assert status == 422
    assert said in told
    assert f'value="{target["goal_hundredths"]}"' in told
    assert 'value="Hồ sơ đúng hạn"' in told
    assert "Sở Tài chính" in told
    assert not Movement.objects.exists()


def test_a_goal_in_figures_that_nothing_measures_says_so(
    office: Office, client: Client
) -> None:
    figures = {"goal_hundredths": "98", "unit": "%"}
    _status, said = sent(
        *(client, office.lan),
        *(typed_draft(name="Hồ sơ đúng hạn", **figures), "movement-new"),
    )

    assert "chưa gắn chỉ số" in said


def test_a_goal_in_words_asks_for_no_indicator(office: Office, client: Client) -> None:
    typed = typed_draft(name="Hồ sơ đúng hạn", goal="từ 98 % trở lên")

    _status, said = sent(client, office.lan, typed, "movement-new")

    assert "từ 98 % trở lên" in said
    assert "chưa gắn chỉ số" not in said


def test_lower_goal_is_written_once_it_is_said_to_be_meant(
    office: Office, client: Client
) -> None:
    target = {"base_hundredths": "99", "goal_hundredths": "98", "unit": "%"}
    typed = typed_draft(name="Hồ sơ đúng hạn", **target) | {"is_sure": "on"}

    assert sent(client, office.lan, typed, "movement-new")[0] == 200
    assert Movement.objects.get().targets.count() == 1


def test_next_year_offers_what_is_undone_and_asked_for(
    office: Office, movement: Movement, ceremony: Gathering, client: Client
) -> None:
    done = movement.key_tasks.get()
    actions.finish_task(office.lan, done)
    offered = page(client, office.lan, "movement-next-year", movement.public_id)
    directive = ceremony.directives.get()

    _status, said = sent(
        *(client, office.lan, {"chi-dao": [directive.pk]}),
        *("movement-next-year", movement.public_id),
    )

    assert f'name="nhiem-vu" value="{done.pk}">' in offered
    assert f'name="chi-dao" value="{directive.pk}" checked' in offered
    assert 'value="Không để đơn quá hạn"' in said
    task = KeyTask.objects.get(movement__year=2027)
    assert task.directive == directive


def test_task_of_a_directive_keeps_its_source_when_the_draft_is_saved(
    office: Office, movement: Movement, ceremony: Gathering, client: Client
) -> None:
    directive = ceremony.directives.get()
    ahead = actions.next_year_from(
        office.lan, movement, tasks=[], directives=[directive]
    )
    typed = typed_draft(name="Văn bản đúng hạn", goal="98 %") | {
        "nhiem-vu-0-name": "Không để đơn quá hạn nào",
        "nhiem-vu-0-directive": str(directive.pk),
    }

    status, said = sent(client, office.lan, typed, "movement-edit", ahead.public_id)

    assert status == 200
    assert ahead.key_tasks.get().directive == directive
    assert "theo ý kiến chỉ đạo của Bà Dung" in said


def test_gathering_is_typed_with_guests_speeches_and_directives(
    office: Office, movement: Movement, client: Client
) -> None:
    typed: dict[str, object] = {
        "kind": "launch",
        "name": "Lễ phát động",
        "held_on": "2026-01-12",
        "place": "Hội trường",
        **rows(*ROWS),
        "dai-bieu-0-name": "Lê Văn Quang",
        "dai-bieu-0-post_class": "6",
        "dai-bieu-1-name": "Bà Dung",
        "dai-bieu-1-post_class": "2",
        "dai-bieu-2-post_class": "7",
        "phat-bieu-0-speaker": "Phạm Văn Minh",
        "phat-bieu-0-subject_matter": "Diễn văn",
        "chi-dao-0-words": "Không để đơn quá hạn",
        "chi-dao-0-given_by": "Bà Dung",
    }
    more = sent(
        client,
        office.lan,
        typed | {"them": "dai-bieu"},
        *("gathering-new", movement.public_id),
    )
    assert "Chưa ghi" in more[1]
    assert not movement.gatherings.exists()

    _status, said = sent(client, office.lan, typed, "gathering-new", movement.public_id)

    made = movement.gatherings.get()
    assert [row.name for row in made.attendees.all()] == ["Bà Dung", "Lê Văn Quang"]
    assert said.index("Bà Dung") < said.index("Lê Văn Quang")
    assert 'value="Không để đơn quá hạn"' in page(
        client, office.lan, "gathering-edit", made.public_id
    )


def test_gathering_without_a_source_of_its_directive_is_told(
    office: Office, ceremony: Gathering, client: Client
) -> None:
    typed: dict[str, object] = {
        "kind": "launch",
        "name": "Lễ phát động",
        "held_on": "2026-01-12",
        "place": "Hội trường",
        **rows(*ROWS),
        "chi-dao-0-words": "Làm ngay",
    }

    status, said = sent(client, office.lan, typed, "gathering-edit", ceremony.public_id)

    assert status == 422
    assert "người chỉ đạo" in said
    assert 'value="Làm ngay"' in said


def test_directive_in_writing_is_recorded_and_tracked(
    office: Office, movement: Movement, client: Client
) -> None:
    typed: dict[str, object] = {
        "words": "Số hóa hồ sơ",
        "given_by": "Chủ tịch",
        "on": "2026-02-01",
        "document_number": "05/TB",
    }
    sent(client, office.lan, typed, "directive-add", movement.public_id)
    directive = movement.directives.get()

    _status, said = sent(
        *(client, office.lan, {"owner": office.first.pk, "due_on": "2026-02-20"}),
        *("directive-track", movement.public_id, directive.pk),
    )

    task = movement.key_tasks.get(directive=directive)
    assert task.owner == office.first
    assert "nhiệm vụ năm 2026" in said
    assert "05/TB" in said


def test_head_of_the_owner_finishes_a_task_and_the_officer_reopens_it(
    office: Office, movement: Movement, client: Client
) -> None:
    movement.key_tasks.update(owner=office.first, due_on=date(2026, 2, 9))
    task = movement.key_tasks.get()
    assert "quá hạn" in page(client, office.lan, "movement", movement.public_id)
    waits = [each.label for each in desk.waiting(office.hanh, 2026)]
    address = ("key-task", movement.public_id, task.pk)
    assert "1 nhiệm vụ trọng tâm đến hạn" in waits

    late = {"on": "2026-02-11", "remark": "xong"}
    status, said = sent(client, office.hanh, late, *address)
    assert status == 422
    assert "chưa đến" in said
    assert 'value="xong"' in said
    sent(client, office.hanh, {"on": "2026-02-10", "remark": "xong"}, *address)
    assert "xong 10/02/2026" in page(client, office.lan, "movement", movement.public_id)
    _status, said = sent(client, office.lan, {"reason": "còn thiếu"}, *address)

    task.refresh_from_db()
    assert (task.done_on, task.remark) == (None, "còn thiếu")
    assert "Trần Thị Hạnh" in said


def test_somebody_else_s_task_has_no_form(
    office: Office, movement: Movement, client: Client
) -> None:
    movement.key_tasks.update(owner=office.first)
    task = movement.key_tasks.get()
    address = ("key-task", movement.public_id, task.pk)

    assert "thủ trưởng đơn vị chủ trì ghi kết quả" in page(
        client, office.quang, *address
    )
    assert sent(client, office.quang, {"on": "2026-02-10"}, *address)[0] == 403


def test_paper_goes_in_and_comes_out_as_it_was(
    office: Office, movement: Movement, client: Client
) -> None:
    client.force_login(office.lan)
    paper = SimpleUploadedFile("ke-hoach.pdf", b"%PDF-1.7 ke hoach")
    add = reverse("movement-document-add", args=[movement.public_id])
    refused = client.post(
        add, {"name": "Kế hoạch", "file": SimpleUploadedFile("a.exe", b"MZ")}
    )
    client.post(add, {"name": "Kế hoạch", "number": "03/KH", "file": paper})

    kept = movement.documents.get()
    out = client.get(reverse("movement-document", args=[kept.public_id]))

    assert refused.status_code == 422
    assert "không phải PDF" in refused.content.decode()
    assert out.content == b"%PDF-1.7 ke hoach"
    assert "attachment" in out.headers["Content-Disposition"]


def test_invited_office_is_asked_on_its_desk_and_joins(
    office: Office, movement: Movement, client: Client
) -> None:
    unknown = sent(
        *(client, office.lan, {"names": "Sở Lạ"}), "invite", movement.public_id
    )
    assert unknown[0] == 422
    assert "Chưa có đơn vị mang tên: “Sở Lạ”" in unknown[1]
    sent(client, office.lan, {"names": "Sở Tài chính"}, "invite", movement.public_id)
    asked = [each.label for each in desk.waiting(office.hoa, 2026)]

    status, said = sent(
        client,
        office.hoa,
        {"unit": office.other.pk, "plan_number": "09/KH-STC"},
        *("join", movement.public_id),
    )

    assert f"Hưởng ứng: {movement.name}" in asked
    own = Movement.objects.get(unit=office.other)
    assert (status, own.state) == (200, MovementState.LAUNCHED)
    assert "09/KH-STC" in said
    assert "hưởng ứng 10/02/2026" in page(
        client, office.lan, "movement", movement.public_id
    )


def test_namesakes_are_told_apart_by_the_unit_above(
    office: Office, movement: Movement, client: Client
) -> None:
    namesake = unit("Phòng Tổng hợp", office.other)
    address = ("invite", movement.public_id)

    status, said = sent(client, office.lan, {"names": "Phòng Tổng hợp"}, *address)
    assert status == 422
    assert "“Phòng Tổng hợp / Sở Tài chính”" in said
    assert f"“Phòng Tổng hợp / {office.unit}”" in said
    assert not movement.invitations.exists()
    named = {"names": "Phòng Tổng hợp / Sở Tài chính"}
    sent(client, office.lan, named, *address)

    assert [row.unit for row in movement.invitations.all()] == [namesake]


def test_ended_unit_is_not_invited(
    office: Office, movement: Movement, client: Client
) -> None:
    Unit.objects.filter(pk=office.other.pk).update(last_day=date(2026, 2, 9))

    status, said = sent(
        *(client, office.lan, {"names": "Sở Tài chính"}), "invite", movement.public_id
    )

    assert status == 422
    assert "Chưa có đơn vị mang tên" in said


def test_launcher_with_namesakes_stays_untied(office: Office, client: Client) -> None:
    unit("Sở Tài chính", office.first)
    typed = typed_draft(name="Văn bản đúng hạn", goal="98 %")

    sent(client, office.lan, typed, "movement-new")

    launchers = Movement.objects.get().launchers
    assert [(row.printed_name, row.subject) for row in launchers.all()] == [
        ("Công đoàn Văn phòng", None),
        ("Sở Tài chính", None),
    ]


def test_who_has_no_unit_to_join_is_told(
    office: Office, movement: Movement, client: Client
) -> None:
    actions.join_movement(office.hanh, movement, office.first)

    assert "Không có đơn vị nào của bạn cần hưởng ứng" in page(
        client, office.hanh, "join", movement.public_id
    )


@pytest.fixture
def review(office: Office, movement: Movement) -> Review:
    form = actions.ReviewForm("half_year", date(2026, 2, 9), results="Đạt kết quả tốt")
    return actions.prepare_review(office.lan, movement, form)


def test_officer_writes_a_review_and_the_head_concludes_it(
    office: Office, movement: Movement, client: Client
) -> None:
    typed: dict[str, object] = {
        "kind": "final",
        "as_of": "2026-02-10",
        "results": "Hoàn thành",
        **rows("dien-hinh"),
        "dien-hinh-0-name": "Nguyễn Văn An",
        "dien-hinh-0-what_for": "Số hóa hồ sơ",
        "dien-hinh-0-proposal": "Giấy khen",
    }
    wrong = sent(
        *(client, office.lan, typed | {"dien-hinh-0-what_for": ""}),
        *("review-new", movement.public_id),
    )
    assert wrong[0] == 422
    assert "Mỗi điển hình cần có tên và việc làm" in wrong[1]
    sent(client, office.lan, typed, "review-new", movement.public_id)
    review = movement.reviews.get()
    found = review.discoveries.get()
    assert found.subject == office.an.subject
    waits = [each.label for each in desk.waiting(office.minh, 2026)]
    assert f"Kết luận: {review}" in waits

    _status, said = sent(client, office.minh, {}, "review-conclude", review.public_id)

    movement.refresh_from_db()
    assert movement.state == MovementState.REVIEWED
    assert "đã kết luận 10/02/2026" in said
    assert "đề nghị: Giấy khen" in said
    again = sent(client, office.minh, {}, "review-conclude", review.public_id)
    assert "giữ nguyên" in again[1]


def test_concluded_review_is_not_edited(
    office: Office, review: Review, client: Client
) -> None:
    assert "Đạt kết quả tốt" in page(
        client, office.lan, "review-edit", review.public_id
    )
    actions.conclude_review(office.minh, review, ())
    client.force_login(office.lan)

    answer = client.get(reverse("review-edit", args=[review.public_id]), follow=True)

    assert "đã kết luận nên giữ nguyên" in answer.content.decode()


def test_review_is_printed_as_word_and_as_nothing_else_unknown(
    office: Office, review: Review, client: Client
) -> None:
    client.force_login(office.lan)
    word = client.get(reverse("review-paper", args=[review.public_id, "docx"]))
    other = client.get(reverse("review-paper", args=[review.public_id, "odt"]))

    assert word.content.startswith(b"PK")
    assert other.status_code == 404


def test_report_is_vietnamese_whatever_the_language_of_the_page(
    office: Office, review: Review, client: Client
) -> None:
    client.force_login(office.lan)
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})

    word = client.get(reverse("review-paper", args=[review.public_id, "docx"]))

    assert "Sơ kết Phong trào" in " ".join(reading.word_lines(word.content))


def test_report_that_cannot_be_printed_says_which_character(
    office: Office, review: Review, client: Client
) -> None:
    Review.objects.update(results="Đạt kết quả tốt \U0001f389")
    client.force_login(office.lan)

    answer = client.get(reverse("review-paper", args=[review.public_id, "pdf"]))

    assert answer.status_code == 409
    assert "không có ký tự" in answer.content.decode()


def test_sheet_of_a_table_says_of_which_review_it_is(
    office: Office, review: Review, client: Client
) -> None:
    client.force_login(office.lan)
    address = reverse("review", args=[review.public_id])

    answer = client.get(address, {"tai": "xlsx", "bang": "1"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    title, under, *_rows = book.get_sheet_by_index(0).to_python()

    assert title[0] == "Chỉ tiêu"
    assert under[0] == f"Bản sơ kết · {review.movement} · tính đến ngày 09/02/2026"


def test_draft_review_is_no_page_for_a_member(
    office: Office, review: Review, client: Client
) -> None:
    client.force_login(office.hanh)
    address = reverse("review", args=[review.public_id])
    assert client.get(address).status_code == 404

    actions.conclude_review(office.minh, review, ())
    assert client.get(address).status_code == 200


@pytest.fixture
def congress(office: Office) -> Gathering:
    form = replace(
        FORM,
        name="Phong trào giai đoạn 2021–2026",
        kind=MovementKind.FIVE_YEARS,
        year=2021,
        first_day=date(2021, 1, 1),
        last_day=date(2025, 12, 31),
        registration_opens=None,
        registration_closes=None,
    )
    draft = actions.prepare_movement(office.lan, office.unit, form)
    five = actions.launch_movement(office.minh, draft, on=date(2021, 1, 5))
    line = ledger.AwardLine(
        office.an.subject, "GK", 2025, office.first, "Nguyễn Văn An"
    )
    ref = ledger.DecisionRef("Chánh Văn phòng", "45/QĐ-VP", date(2026, 1, 20))
    ledger.record_outside_decision(office.lan, office.first, [line], ref)
    return actions.record_gathering(
        office.lan,
        five,
        actions.GatheringForm(
            kind=GatheringKind.CONGRESS,
            name="Hội nghị điển hình",
            held_on=date(2026, 1, 25),
            place="Hội trường",
            award_decisions="45/QĐ-VP",
        ),
    )


def test_congress_shows_whom_it_honoured_and_the_five_years(
    office: Office, congress: Gathering, client: Client
) -> None:
    held = page(client, office.lan, "gathering", congress.public_id)
    summed = page(client, office.lan, "five-years", congress.movement.public_id)
    word = client.get(reverse("congress-paper", args=[congress.public_id, "docx"]))

    assert "Giấy khen tặng cá nhân" in held
    assert "Nguyễn Văn An" in held
    assert '?nam=2025&amp;danh_hieu=GK">1</a>' in summed
    assert "Hội nghị điển hình" in summed
    assert word.content.startswith(b"PK")
    assert "Chưa có phong trào của năm nào" in page(
        client, office.lan, "movement", congress.movement.public_id
    )


def test_only_a_congress_and_five_years_have_those_pages(
    office: Office, movement: Movement, ceremony: Gathering, client: Client
) -> None:
    client.force_login(office.lan)

    for address in (
        reverse("congress-paper", args=[ceremony.public_id, "docx"]),
        reverse("five-years", args=[movement.public_id]),
    ):
        assert client.get(address).status_code == 404


def test_year_takes_part_in_five_years_by_choice(
    office: Office, congress: Gathering, client: Client
) -> None:
    draft = actions.prepare_movement(
        office.lan,
        office.unit,
        replace(
            FORM,
            year=2025,
            first_day=date(2025, 1, 1),
            last_day=date(2025, 12, 31),
            registration_opens=None,
            registration_closes=None,
        ),
    )
    typed = typed_draft(name="Văn bản đúng hạn", goal="98 %") | {
        "year": "2025",
        "first_day": "2025-01-01",
        "last_day": "2025-12-31",
        "parent": str(congress.movement.pk),
    }

    sent(client, office.lan, typed, "movement-edit", draft.public_id)

    draft.refresh_from_db()
    assert draft.parent == congress.movement


def test_year_line_shows_what_is_late_and_takes_a_deadline(
    office: Office, movement: Movement, client: Client
) -> None:
    shown = page(client, office.lan, "year-line")
    assert "xong 12/01/2026" in shown

    typed: dict[str, object] = {
        "step": "half_year",
        "due_on": "2026-02-09",
        "source": "03/KH-VP",
    }
    _status, said = sent(client, office.lan, typed, "year-line")
    waits = [each.label for each in desk.waiting(office.lan, 2026)]

    assert "1 bước đã quá hạn" in said
    assert "03/KH-VP" in said
    assert f"Sơ kết: theo kế hoạch của {office.unit}" in waits


def test_head_of_another_office_sees_no_year_of_this_one(
    office: Office, movement: Movement, client: Client
) -> None:
    client.force_login(office.hoa)
    address = reverse("year-line")
    wanted = f"{address}?don-vi={office.unit.subject.public_id}"

    assert client.get(wanted).status_code == 404
    assert movement.name not in client.get(address).content.decode()
    typed = {"step": "score", "due_on": "2026-02-09"}
    assert client.post(wanted, typed).status_code == 404
