import copy
import io
from collections.abc import Iterator
from datetime import date

import docx
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.councils.sittings import (
    Sitting,
    adopt_own_rule,
    call_roll,
    council_of_nine,
    nominate,
    on_the_day,
    open_sitting,
)
from tests.worlds import Office, standing, user_with
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.councils import actions, counting, queries
from vinhdanh.councils.enums import MeetingState
from vinhdanh.councils.models import Council, Meeting, Tally
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Nomination
from vinhdanh.pages.councils import desk
from vinhdanh.registry.models import Person


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with on_the_day():
        yield


@pytest.fixture(scope="module")
def standing_council(
    standing_office: Office, django_db_blocker: DjangoDbBlocker
) -> Iterator[Council]:
    with standing(django_db_blocker), on_the_day():
        adopt_own_rule(standing_office)
        yield council_of_nine(standing_office)


@pytest.fixture
def council(standing_council: Council, office: Office) -> Council:
    return copy.deepcopy(standing_council)


@pytest.fixture
def sitting(office: Office, council: Council) -> Sitting:
    return open_sitting(office, council)


@pytest.fixture
def member(office: Office) -> User:
    return user_with(
        "Nguyễn Văn An", "an", office.unit, Role.COUNCIL_MEMBER, person=office.an
    )


def _at(sitting: Sitting, route: str = "meeting", **query: str) -> str:
    address = reverse(route, args=[sitting.meeting.public_id])
    pairs = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{address}?{pairs}" if pairs else address


def _votes(
    nomination: Nomination, agree: str, disagree: str, **more: str
) -> dict[str, str]:
    prefix = f"p{nomination.pk}"
    votes = {"agree": agree, "disagree": disagree} | more
    return {f"{prefix}-{name}": number for name, number in votes.items()}


def test_strangers_find_no_council_and_no_meeting(
    office: Office, sitting: Sitting, client: Client
) -> None:
    pages = [
        reverse("council", args=[sitting.council.public_id]),
        reverse("meeting-new", args=[sitting.council.public_id]),
        _at(sitting),
        reverse("meeting-minutes", args=[sitting.meeting.public_id, "docx"]),
    ]
    anonymous = [client.get(page).status_code for page in pages]
    client.force_login(office.hoa)

    assert anonymous == [302] * 4
    assert [client.get(page).status_code for page in pages] == [404] * 4
    listing = client.get(reverse("council-list") + "?nam=2024").content.decode()
    assert sitting.council.decision not in listing
    assert "20/12/2024" not in listing


def test_meeting_is_opened_on_its_day_and_the_page_says_from_when(
    office: Office, sitting: Sitting, client: Client
) -> None:
    meeting = actions.convene_meeting(
        office.thu, sitting.council, sitting.round, held_on=date(2024, 12, 21)
    )
    address = reverse("meeting", args=[meeting.public_id])
    button, line = "Khai mạc phiên họp", "Khai mạc được từ ngày họp, 21/12/2024."
    client.force_login(office.thu)

    before = client.get(address).content.decode()
    with time_machine.travel("2024-12-21 00:00 +07:00", tick=False):
        client.force_login(office.thu)
        on_the_day = client.get(address).content.decode()

    assert (button in before, line in before) == (False, True)
    assert (button in on_the_day, line in on_the_day) == (True, False)


def test_authority_sets_up_a_council(office: Office, client: Client) -> None:
    client.force_login(office.minh)
    typed = {
        "unit": office.unit.pk,
        "kind": "award",
        "name": "Hội đồng Thi đua - Khen thưởng",
        "decision": "05/QĐ-VP ngày 05/01/2024",
        "first_day": "2024-01-05",
        "thanh-vien-TOTAL_FORMS": "3",
        "thanh-vien-INITIAL_FORMS": "0",
        "thanh-vien-0-person": office.an.pk,
        "thanh-vien-0-post": "chair",
        "thanh-vien-1-person": office.binh.pk,
        "thanh-vien-1-post": "member",
        "thanh-vien-2-post": "member",
    }

    refused = client.post(reverse("council-new"), typed)
    more = client.post(reverse("council-new"), typed | {"them": "1"})
    made = client.post(
        reverse("council-new"), typed | {"thanh-vien-1-post": "secretary"}
    )

    assert refused.status_code == 422
    assert "Hội đồng cần một thư ký. Hãy chọn thư ký." in refused.content.decode()
    assert 'name="thanh-vien-7-person"' in more.content.decode()
    council = Council.objects.get()
    assert made.url == reverse("council", args=[council.public_id])
    assert council.memberships.count() == 2


@pytest.mark.parametrize(
    ("sent", "shown"), [("nhiều", 5), ("", 5), ("-9", 5), ("3", 8), ("58", 60)]
)
def test_more_rows_are_drawn_whatever_the_count_sent(
    office: Office, client: Client, sent: str, shown: int
) -> None:
    client.force_login(office.minh)

    answer = client.post(
        reverse("council-new"),
        {
            "them": "1",
            "thanh-vien-TOTAL_FORMS": sent,
            "thanh-vien-INITIAL_FORMS": "0",
        },
    )

    assert answer.status_code == 200
    assert len(answer.context["members"].forms) == shown


def test_officer_may_not_set_up_a_council(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    assert client.get(reverse("council-new")).status_code == 404


def test_authority_changes_members_and_officer_may_not(
    office: Office, council: Council, client: Client
) -> None:
    chi = council.memberships.get(person=office.chi)
    address = reverse("council-end", args=[council.public_id, chi.pk])
    client.force_login(office.lan)
    page = client.get(reverse("council", args=[council.public_id])).content.decode()
    forbidden = client.post(address, {"last_day": "2024-12-31"})
    client.force_login(office.minh)
    too_early = client.post(address, {"last_day": "2023-12-31"})
    client.post(address, {"last_day": "2024-06-30"})
    client.post(
        reverse("council-add", args=[council.public_id]),
        {"person": office.chi.pk, "post": "deputy", "first_day": "2024-07-01"},
    )

    assert "Thêm thành viên" not in page
    assert forbidden.status_code == 403
    assert too_early.status_code == 422
    posts = council.memberships.filter(person=office.chi).values_list(
        "post", "first_day__month"
    )
    assert list(posts) == [("member", 1), ("deputy", 7)]


def test_secretary_walks_the_meeting_in_its_order(
    office: Office, sitting: Sitting, client: Client
) -> None:
    client.force_login(office.thu)
    made = client.post(
        reverse("meeting-new", args=[sitting.council.public_id]),
        {
            "round": sitting.round.pk,
            "held_on": "2024-12-20",
            "started_at": "14:00",
            "place": "Phòng họp",
        },
    )
    meeting = Meeting.objects.latest("pk")
    walk = Sitting(
        **{**vars(sitting), "meeting": meeting},
    )
    convened = client.get(_at(walk)).content.decode()
    client.post(_at(walk, "meeting-open"))
    roll = list(meeting.attendances.all())
    client.post(
        _at(walk, "meeting-attendance"),
        {
            f"m{roll[8].membership_id}-presence": "absent",
            f"m{roll[8].membership_id}-reason": "Ốm",
            "con-lai": "1",
        },
    )
    client.post(
        _at(walk, "meeting-tallies", **{"danh-hieu": "LDTT"}),
        {
            "channel": "secret_ballot",
            **_votes(sitting.an, "8", "0"),
            **_votes(sitting.binh, "4", "3", invalid="1"),
        },
    )
    early = client.post(_at(walk, "meeting-close"), {"conclusion": "Nhất trí."})
    client.post(
        _at(walk, "meeting-tallies", **{"danh-hieu": "CSTDCS"}),
        {"channel": "secret_ballot", **_votes(sitting.chi, "8", "0")},
    )
    ready = client.get(_at(walk)).content.decode()
    client.post(
        _at(walk, "meeting-close"),
        {"conclusion": "Nhất trí đề nghị.", "ended_at": "16:30"},
    )
    closed = client.get(_at(walk)).content.decode()

    assert made.url == _at(walk)
    assert "Ngày họp, Hội đồng có 9 thành viên." in convened
    assert counting.roll_of(meeting) == counting.Roll(9, 8, 0, 1, 0)
    assert early.status_code == 422
    assert "chưa có kết quả biểu quyết: Đặng Kim Chi" in early.content.decode()
    assert "8/9 đồng ý, cần 5" in ready
    assert "Lao động tiên tiến: 01/02 trường hợp" in ready
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CLOSED
    assert "Ghi kết quả biểu quyết" not in closed
    states = [
        Nomination.objects.get(pk=row.pk).state
        for row in (sitting.an, sitting.binh, sitting.chi)
    ]
    assert states == [
        NominationState.AGREED,
        NominationState.NOT_AGREED,
        NominationState.AGREED,
    ]


def test_impossible_votes_are_kept_with_their_sentence(
    office: Office, sitting: Sitting, client: Client
) -> None:
    call_roll(sitting, present=7)
    client.force_login(office.thu)

    answer = client.post(
        _at(sitting, "meeting-tallies", **{"danh-hieu": "LDTT"}),
        {
            "channel": "secret_ballot",
            **_votes(sitting.an, "7", "0"),
            **_votes(sitting.binh, "8", "0"),
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hoàng Thị Bình (LĐTT): 8 phiếu tại phiên họp nhưng chỉ có 7" in page
    assert f'name="p{sitting.binh.pk}-agree" value="8"' in page
    assert Tally.objects.count() == 0


def test_half_filled_row_is_asked_for_the_rest(
    office: Office, sitting: Sitting, client: Client
) -> None:
    call_roll(sitting, present=7)
    client.force_login(office.thu)

    answer = client.post(
        _at(sitting, "meeting-tallies", **{"danh-hieu": "LDTT"}),
        {"channel": "secret_ballot", **_votes(sitting.an, "7", "")},
    )

    assert answer.status_code == 422
    assert "Hãy ghi số phiếu." in answer.content.decode()
    assert Tally.objects.count() == 0


def test_written_columns_appear_with_written_opinions_only(
    office: Office, sitting: Sitting, client: Client
) -> None:
    client.force_login(office.thu)
    call_roll(sitting, present=9)
    without = client.get(_at(sitting)).content.decode()
    call_roll(sitting, present=7, written=2)
    with_them = client.get(_at(sitting)).content.decode()

    assert f"p{sitting.an.pk}-written" not in without
    assert f"p{sitting.an.pk}-written_agree" in with_them


def test_nothing_is_filled_in_beforehand(
    office: Office, sitting: Sitting, client: Client
) -> None:
    call_roll(sitting, present=9)
    client.force_login(office.thu)

    page = client.get(_at(sitting)).content.decode()

    assert f'name="p{sitting.an.pk}-agree" value=' not in page
    assert "Thông qua khi từ 5 thành viên đồng ý." in page


def test_council_member_reads_the_agenda_and_changes_nothing(
    office: Office, sitting: Sitting, member: User, client: Client
) -> None:
    call_roll(sitting, present=9)
    client.force_login(member)

    page = client.get(_at(sitting)).content.decode()
    answer = client.post(
        _at(sitting, "meeting-tallies", **{"danh-hieu": "LDTT"}),
        {"channel": "secret_ballot", **_votes(sitting.an, "9", "0")},
    )

    assert "Hoàng Thị Bình" in page
    assert "Ghi kết quả biểu quyết" not in page
    assert f"p{sitting.an.pk}-agree" not in page
    assert answer.status_code == 403
    assert "Việc này do thư ký Hội đồng thực hiện." in answer.content.decode()


def test_rule_not_read_asks_for_a_humans_word(office: Office, client: Client) -> None:
    sitting = open_sitting(office, council_of_nine(office))
    call_roll(sitting, present=9)
    client.force_login(office.thu)
    address = _at(sitting, "meeting-tallies", **{"danh-hieu": "LDTT"})
    typed = {"channel": "secret_ballot", **_votes(sitting.an, "4", "5")}

    asked = client.post(address, typed)
    taken = client.post(address, typed | {"confirmation": "Hội đồng thống nhất"})

    assert asked.status_code == 422
    assert "ngưỡng này chưa đối chiếu với văn bản" in asked.content.decode()
    assert taken.status_code == 302
    assert Tally.objects.get().rule["confirmation"] == "Hội đồng thống nhất"


def test_minutes_are_handed_out_as_word(
    office: Office, sitting: Sitting, client: Client
) -> None:
    client.force_login(office.thu)
    word = reverse("meeting-minutes", args=[sitting.meeting.public_id, "docx"])
    uncalled = client.get(word)
    call_roll(sitting, present=9)
    actions.record_tally(office.thu, sitting.meeting, sitting.an, agree=9, disagree=0)

    answer = client.get(word)

    assert uncalled.status_code == 409
    text = "\n".join(
        cell.text
        for table in docx.Document(io.BytesIO(answer.content)).tables
        for row in table.rows
        for cell in row.cells
    )
    assert "Nguyễn Văn An\nPhòng Tổng hợp" in text
    assert "attachment" in answer["Content-Disposition"]
    unknown = reverse("meeting-minutes", args=[sitting.meeting.public_id, "odt"])
    assert client.get(unknown).status_code == 404


def test_minutes_are_handed_out_as_pdf(
    office: Office, sitting: Sitting, client: Client
) -> None:
    call_roll(sitting, present=9)
    client.force_login(office.lan)

    answer = client.get(
        reverse("meeting-minutes", args=[sitting.meeting.public_id, "pdf"])
    )

    assert answer.content.startswith(b"%PDF-")


def test_meeting_asks_the_same_for_few_and_many(
    office: Office, sitting: Sitting, client: Client
) -> None:
    call_roll(sitting, present=9)
    client.force_login(office.thu)
    client.get(_at(sitting, **{"danh-hieu": "LDTT"}))
    with CaptureQueriesContext(connection) as few:
        client.get(_at(sitting, **{"danh-hieu": "LDTT"}))
    heads = Person.objects.filter(user__in=[office.hanh, office.quang])
    for person in (office.chi, *heads):
        nominate(sitting.round, office, person, "LDTT")
    actions.record_tally(office.thu, sitting.meeting, sitting.an, agree=9, disagree=0)
    with CaptureQueriesContext(connection) as many:
        client.get(_at(sitting, **{"danh-hieu": "LDTT"}))

    assert Nomination.objects.filter(round=sitting.round, award="LDTT").count() == 5
    assert len(many) <= len(few)


def test_list_asks_the_same_for_one_and_three(
    office: Office, sitting: Sitting, client: Client
) -> None:
    client.force_login(office.thu)
    address = reverse("council-list") + "?nam=2024"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _n in range(2):
        actions.convene_meeting(
            office.thu, sitting.council, sitting.round, held_on=sitting.meeting.held_on
        )
    with CaptureQueriesContext(connection) as three:
        client.get(address)

    assert len(three) == len(one)
    assert queries.meetings_visible_to(office.thu).count() == 3


def test_desk_follows_the_meeting(office: Office, sitting: Sitting) -> None:
    def told() -> list[str]:
        return [each.label for each in desk.waiting(office.thu, 2024)]

    opened = told()
    call_roll(sitting, present=9)
    actions.record_tallies(
        office.thu,
        sitting.meeting,
        [actions.Count(row, 9, 0) for row in (sitting.an, sitting.binh, sitting.chi)],
    )
    counted = told()
    actions.close_meeting(
        office.thu, sitting.meeting, discussion="", conclusion="Nhất trí."
    )
    (step,) = desk.step(office.thu, 2024)

    assert opened == ["Ghi kết quả biểu quyết 3 đề nghị"]
    assert counted == ["Kết thúc phiên họp và lập biên bản"]
    assert told() == []
    assert desk.waiting(office.lan, 2024) == []
    assert (step.state, step.detail) == ("done", "1/1 phiên họp đã kết thúc")


def test_desk_asks_to_convene_when_a_list_waits(
    office: Office, sitting: Sitting
) -> None:
    sitting.meeting.attendances.all().delete()
    sitting.meeting.delete()

    (each,) = desk.waiting(office.thu, 2024)

    assert each.label == "Triệu tập Hội đồng: 3 đề nghị chờ biểu quyết"
    assert desk.waiting(office.hoa, 2024) == []
