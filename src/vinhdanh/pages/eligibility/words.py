"""An office's own rules in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vinhdanh import assess


def said_ratio(ratio: Sequence[int]) -> str:
    """A share as people write it: “15%”, “2/3”."""
    num, den = ratio
    return f"{num}%" if den == 100 else f"{num}/{den}"  # noqa: PLR2004  per cent


def rule_words(rule: Mapping[str, Any]) -> str:
    """Return what a local rule says, from its plain form."""
    if rule["kind"] == "council":
        return _council(rule)
    if rule["kind"] == "quota":
        return _quota(rule)
    who = _("cá nhân") if rule["subject"] == "individual" else _("tập thể")
    return _("%(award)s (%(who)s): %(what)s.") % {
        "award": assess.awards()[rule["title"]].name,
        "who": who,
        "what": assess.condition_sentence(
            rule["holds"], english=get_language() == "en"
        ),
    }


def _council(rule: Mapping[str, Any]) -> str:
    ballots = {
        "secret": _("bỏ phiếu kín"),
        "open": _("biểu quyết công khai"),
        "ballot": _("bỏ phiếu"),
    }
    said = _(
        "Họp khi có ít nhất %(quorum)s số thành viên; %(ballot)s; thông qua khi "
        "%(how)s %(threshold)s tổng số thành viên đồng ý"
    ) % {
        "quorum": said_ratio(rule["quorum"]),
        "ballot": ballots[rule["ballot"]],
        "how": _("trên") if rule["strict"] else _("ít nhất"),
        "threshold": said_ratio(rule["threshold"]),
    }
    if rule["title"] == "*":
        return f"{said}."
    return f"{assess.awards()[rule['title']].name}: {said[0].lower()}{said[1:]}."


def _quota(rule: Mapping[str, Any]) -> str:
    roundings = {
        "floor": _("làm tròn xuống"),
        "nearest": _("làm tròn đến số gần nhất"),
        "ceil": _("làm tròn lên"),
    }
    base = _("tổng số người")
    if rule["base"] != "headcount":
        base = _("số đạt %(award)s") % {"award": assess.awards()[rule["base"]].name}
    counted = {
        "unit": _(", tính riêng từng đơn vị"),
        "submission": _(", tính trên toàn bộ danh sách trình"),
        "both": "",
    }
    return _("%(award)s: không quá %(share)s %(base)s%(counted)s, %(rounding)s.") % {
        "award": assess.awards()[rule["title"]].name,
        "share": said_ratio(rule["share"]),
        "base": base,
        "counted": counted[rule.get("counted", "both")],
        "rounding": roundings[rule["rounding"]],
    }
