from datetime import date

import pytest

from tests.eligibility.test_facts import know
from tests.worlds import Office
from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.eligibility import actions, queries
from vinhdanh.eligibility.models import StoredVerdict
from vinhdanh.registry.models import Subject

DAY = date(2016, 12, 31)


def check(office: Office, *subjects: Subject, **more: object) -> list[StoredVerdict]:
    asked = {"year": 2016, "day": DAY, "unit": office.unit} | more
    return actions.check(office.lan, subjects or [office.an.subject], ["LDTT"], **asked)


def test_a_check_keeps_what_the_law_said(office: Office) -> None:
    know(office, office.an, 2016, rating="KHT")

    (verdict,) = check(office)

    assert (verdict.word, verdict.regime, verdict.year) == ("no", "R1a", 2016)
    assert (verdict.unit, verdict.governing_day) == (office.first, DAY)
    read_back = assess.Verdict.from_dict(verdict.verdict)
    assert read_back.receipt.facts_hash == verdict.facts_hash
    event = AuditEvent.objects.get(verb="verdict.check")
    assert event.after["new_verdicts"] == 1


def test_the_same_facts_are_not_stored_twice(office: Office) -> None:
    first = check(office)

    assert check(office) == first
    assert StoredVerdict.objects.count() == 1
    assert AuditEvent.objects.filter(verb="verdict.check").count() == 1


@pytest.mark.parametrize("what", ["facts", "day", "rules"])
def test_a_verdict_is_stored_again_when_what_it_rests_on_changed(
    office: Office, what: str
) -> None:
    check(office)
    day = DAY
    if what == "facts":
        know(office, office.an, 2016, rating="HTXS")
    elif what == "day":
        day = date(2018, 12, 31)
    else:
        actions.adopt_local_rule(office.minh, office.unit, certificate_rule())

    check(office, day=day)

    assert StoredVerdict.objects.count() == 2


def test_a_collective_is_asked_only_about_its_own_titles(office: Office) -> None:
    verdicts = actions.check(
        office.lan,
        [office.an.subject, office.first.subject],
        ["LDTT", "TTLDTT"],
        year=2016,
        day=DAY,
        unit=office.unit,
    )

    assert [(v.subject.name, v.award) for v in verdicts] == [
        ("Nguyễn Văn An", "LDTT"),
        ("Phòng Tổng hợp", "TTLDTT"),
    ]


def test_strangers_neither_check_nor_see(office: Office) -> None:
    (verdict,) = check(office)

    with pytest.raises(rights.Forbidden):
        actions.check(
            office.hoa,
            [office.an.subject],
            ["LDTT"],
            year=2016,
            day=DAY,
            unit=office.unit,
        )
    assert list(queries.visible_to(office.hoa)) == []
    assert list(queries.visible_to(office.hanh)) == [verdict]
    assert list(queries.visible_to(office.quang)) == []


def test_an_override_lies_over_the_verdict(office: Office) -> None:
    (verdict,) = check(office)
    before = dict(verdict.verdict)

    actions.override(office.lan, verdict, "yes", "Đã đối chiếu hồ sơ gốc", "Điều 24")

    verdict.refresh_from_db()
    assert queries.word_of(verdict) == assess.Word.YES
    assert (verdict.word, verdict.verdict) == ("unknown", before)
    event = AuditEvent.objects.get(verb="verdict.override")
    assert (event.before, event.reason) == (
        {"word": "unknown"},
        "Đã đối chiếu hồ sơ gốc",
    )


def test_the_last_override_counts(office: Office) -> None:
    (verdict,) = check(office)
    actions.override(office.lan, verdict, "yes", "Đủ")
    actions.override(office.lan, verdict, "no", "Nhầm người")

    assert queries.word_of(verdict) == assess.Word.NO
    assert queries.words_of([verdict]) == {verdict.pk: assess.Word.NO}


@pytest.mark.parametrize(
    ("word", "reason", "code"),
    [
        ("yes", "  ", "verdict.reason_missing"),
        ("unknown", "Đủ", "verdict.word"),
        ("được", "Đủ", "verdict.word"),
    ],
)
def test_an_override_says_why_and_says_it_clearly(
    office: Office, word: str, reason: str, code: str
) -> None:
    (verdict,) = check(office)

    with pytest.raises(Refused) as refusal:
        actions.override(office.lan, verdict, word, reason)

    assert refusal.value.code == code
    assert queries.last_override(verdict) is None


def test_only_the_officer_overrides(office: Office) -> None:
    (verdict,) = check(office)

    for other in (office.minh, office.hanh, office.hoa):
        with pytest.raises(rights.Forbidden):
            actions.override(other, verdict, "yes", "Đủ")


def rule(**told: object) -> assess.LocalRule:
    plain = {
        "id": "hoi-dong",
        "title": "*",
        "kind": "council",
        "first_day": "2016-01-01",
        "source": "Quy chế Hội đồng",
        "invented": True,
        "quorum": [2, 3],
        "threshold": [1, 2],
        "strict": True,
    }
    return assess.LocalRule.parse(plain | told)


def certificate_rule() -> assess.LocalRule:
    return assess.LocalRule.parse(
        {
            "id": "giay-khen",
            "title": "GK",
            "kind": "criterion",
            "first_day": "2016-01-01",
            "source": "Quy chế thi đua",
            "subject": "individual",
            "says": "Hoàn thành tốt nhiệm vụ",
            "holds": {"fact": "rating", "at_least": "HTT"},
        }
    )


def test_a_rule_reaches_the_units_below(office: Office) -> None:
    actions.adopt_local_rule(office.minh, office.unit, rule(), title="Quy chế")

    (below,) = queries.local_rules_for(office.first, DAY)

    assert below == rule()
    assert queries.local_rules_for(office.other, DAY) == []
    assert queries.local_rules_for(office.first, date(2015, 12, 31)) == []
    assert queries.council_rule(office.first, "CSTDCS", DAY).votes_needed(9) == 5


def test_a_new_rule_ends_the_one_it_replaces_the_day_before(office: Office) -> None:
    old = actions.adopt_local_rule(office.minh, office.unit, rule())
    new = rule(id="hoi-dong-2", first_day="2016-07-01", threshold=[2, 3])

    actions.adopt_local_rule(office.minh, office.unit, new)

    old.refresh_from_db()
    assert old.last_day == date(2016, 6, 30)
    assert old.rule["last_day"] == "2016-06-30"
    assert queries.local_rules_for(office.unit, date(2016, 6, 30))[0].id == "hoi-dong"
    assert queries.local_rules_for(office.unit, date(2016, 7, 1)) == [new]
    assert AuditEvent.objects.filter(verb="local_rule.end").count() == 1


def test_a_rule_that_begins_before_another_is_refused(office: Office) -> None:
    actions.adopt_local_rule(office.minh, office.unit, rule())

    with pytest.raises(Refused) as refusal:
        actions.adopt_local_rule(office.minh, office.unit, rule(id="khac"))

    assert refusal.value.code == "local_rule.overlap"
    assert "01/01/2016" in refusal.value.message


def test_the_nearest_unit_sets_the_council_rule(office: Office) -> None:
    actions.adopt_local_rule(office.minh, office.unit, rule())
    own = rule(id="rieng", threshold=[3, 4], strict=False)
    actions.adopt_local_rule(office.minh, office.first, own)

    assert queries.local_rules_for(office.first, DAY) == [own]
    assert queries.local_rules_for(office.second, DAY) == [rule()]


def test_only_the_authority_adopts(office: Office) -> None:
    for other in (office.lan, office.thu, office.hoa):
        with pytest.raises(rights.Forbidden):
            actions.adopt_local_rule(other, office.unit, rule())


def test_a_cap_is_counted_for_the_unit(office: Office) -> None:
    lines = queries.quota_lines(
        ["CSTDCS", "LDTT"],
        office.unit,
        year=2018,
        day=date(2018, 12, 31),
        base={"LDTT": 38, "headcount": 38},
        proposed={"CSTDCS": 16},
    )

    assert (lines["CSTDCS"].cap, lines["CSTDCS"].over) == (5, 11)
    assert lines["LDTT"].cap is None
