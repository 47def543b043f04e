"""One object, three renderings: the column, the sentence, the facts it reads."""

from datetime import date

import polars as pl
import pytest

from tests.law.columns import answers, roots_of
from vinhdanh.law.compare import AtLeast, AtMost, Below, Is, MoreThan, Share
from vinhdanh.law.condition import AllOf, AnyOf, Earned, Judged, column_of
from vinhdanh.law.evaluate import parameters_of
from vinhdanh.law.speech import Speech
from vinhdanh.statutes.load import corpus
from vinhdanh.statutes.titles import TITLES

T, F, N = True, False, None


def _speech(*parameters, day=date(2016, 12, 31)):
    known = corpus()
    return Speech(
        facts=known.facts,
        award_names=known.award_names,
        parameters=known.parameters,
        values=known.parameters.on(day, parameters),
        year=day.year,
    )


def _marks(condition, *, settled=False, **columns):
    frame = pl.DataFrame(columns)
    return answers(frame, condition, settled=settled)


@pytest.mark.parametrize(
    ("condition", "marks"),
    [
        (AtLeast("members", 5), [F, T, T, N]),
        (MoreThan("members", 5), [F, F, T, N]),
        (AtMost("members", 5), [T, T, F, N]),
        (Below("members", 5), [T, F, F, N]),
    ],
)
def test_a_comparison_is_unknown_where_the_fact_is(condition, marks):
    assert _marks(condition, members=[4, 5, 6, None]) == marks


def test_and_or_keep_the_unknown_only_where_it_decides():
    left, right = [T, T, T, F, F, F, N, N, N], [T, F, N, T, F, N, T, F, N]
    parts = (Is("registered"), Is("pending_inquiry"))
    columns = {"registered": left, "pending_inquiry": right}

    assert _marks(AllOf(parts), **columns) == [T, F, N, F, F, F, N, F, N]
    assert _marks(AnyOf(parts), **columns) == [T, T, T, T, F, N, T, N, N]


def test_a_share_is_exact_in_whole_numbers():
    columns = {
        "advanced_workers": [10, 11, 7, None],
        "members": [20, 20, 20, 20],
        "p.ttldtt_advanced_share": [50] * 4,
        "p.ttldtt_advanced_share.of": [100] * 4,
    }
    more = Share("advanced_workers", "members", "ttldtt_advanced_share", strict=True)
    least = Share("advanced_workers", "members", "ttldtt_advanced_share")

    assert _marks(more, **columns) == [F, T, F, N]
    assert _marks(least, **columns) == [T, T, F, N]


def test_an_open_judgement_is_null_until_it_is_settled_as_no():
    judged = Judged("typical", "Tiêu biểu", "Typical")
    columns = {"judged.typical": pl.Series([T, F, N], dtype=pl.Boolean)}

    assert _marks(judged, **columns) == [T, F, N]
    assert _marks(judged, settled=True, **columns) == [T, F, F]


@pytest.mark.parametrize(
    ("condition", "parameters", "vietnamese", "english"),
    [
        (
            AtLeast("service_months", "ldtt_min_service_months"),
            ["ldtt_min_service_months"],
            "thời gian công tác tính đến hết năm xét từ 10 tháng trở lên",
            "service up to the end of the judged year: 10 months or more",
        ),
        (
            Below("discipline", "ldtt_discipline_from"),
            ["ldtt_discipline_from"],
            "kỷ luật trong năm chưa đến mức khiển trách",
            "discipline in the year: below reprimand",
        ),
        (AtLeast("rating", 3), [], "xếp loại hoàn thành xuất sắc nhiệm vụ", None),
        (
            AtMost("disciplined_warning", 0),
            [],
            "số cá nhân bị kỷ luật từ cảnh cáo trở lên bằng 0",
            "members disciplined with a warning or worse: none",
        ),
        (
            Share("advanced_workers", "members", "ttldtt_advanced_share", strict=True),
            ["ttldtt_advanced_share"],
            "số cá nhân đạt Lao động tiên tiến: trên 50% số cá nhân của tập thể",
            None,
        ),
        (
            Share("fulfilled", "members", "ttldxs_fulfilled_share"),
            ["ttldxs_fulfilled_share"],
            "số cá nhân hoàn thành nhiệm vụ: đủ 100% số cá nhân của tập thể",
            None,
        ),
        (
            AnyOf((Is("registered"), Is("pending_inquiry", value=False))),
            [],
            (
                "có đăng ký thi đua trong năm hoặc không có việc đang phải xem xét, "
                "xác minh"
            ),
            None,
        ),
        (
            AnyOf(
                (
                    AllOf(
                        (
                            AtLeast("rating", 3),
                            AnyOf((Is("registered"), AtMost("members", 9))),
                        )
                    ),
                    Judged("chosen", "Được bình xét", "Chosen"),
                )
            ),
            [],
            (
                "(1) xếp loại hoàn thành xuất sắc nhiệm vụ; và (có đăng ký thi đua "
                "trong năm hoặc số cá nhân của tập thể không quá 9 người); hoặc (2) "
                "Được bình xét"
            ),
            None,
        ),
        (
            Earned("LDTT"),
            [],
            (
                "được công nhận “Lao động tiên tiến” trong năm xét, hoặc đủ tiêu chuẩn "
                "“Lao động tiên tiến” trong chính lần xét này"
            ),
            None,
        ),
    ],
)
def test_a_sentence_says_the_values_in_force(
    condition, parameters, vietnamese, english
):
    speech = _speech(*parameters)

    assert condition.sentence(speech) == vietnamese
    if english is not None:
        assert condition.sentence(speech.in_english()) == english


def _columns_read(condition):
    """The columns a condition says it reads."""
    names = {column_of(fact, lag) for fact, lag in condition.inputs()}
    for parameter in condition.parameters():
        names |= {f"p.{parameter}", f"p.{parameter}.of"}
    for award in condition.awards():
        names |= {f"earned.{award}", f"earned.{award}!", f"held.{award}"}
    return names


@pytest.mark.parametrize(
    "criterion",
    [c for title in TITLES for c in title.criteria],
    ids=[
        f"{t.award}-{t.subject}-{t.regime}-{c.id}" for t in TITLES for c in t.criteria
    ],
)
def test_a_column_reads_only_what_the_condition_declares(criterion):
    condition = criterion.holds
    roots = roots_of(condition)

    assert roots - _columns_read(condition) == set()
    facts = {column_of(f, lag) for f, lag in condition.inputs()}
    of_titles = {f"held.{award}" for award in condition.awards()}
    assert facts - roots - of_titles == set()
    parameters = {f"p.{name}" for name in condition.parameters()}
    assert parameters - roots == set()


def test_every_parameter_of_a_title_has_a_value_on_every_day_of_its_regime():
    known = corpus()
    for title in TITLES:
        regime = next(r for r in known.regimes if r.id == title.regime)
        first = max(regime.in_force.first_day, date(2014, 8, 20))
        last = regime.in_force.last_day or date(2027, 12, 31)
        on_first = known.parameters.on(first, parameters_of([title]))
        on_last = known.parameters.on(last, parameters_of([title]))
        assert on_first.keys() == on_last.keys() == parameters_of([title])
