"""An office's own rules in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.registry.enums import Discipline, Rating


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
        "what": condition_words(rule["holds"]),
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
        "quorum": "/".join(map(str, rule["quorum"])),
        "ballot": ballots[rule["ballot"]],
        "how": _("trên") if rule["strict"] else _("ít nhất"),
        "threshold": "/".join(map(str, rule["threshold"])),
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
    return _("%(award)s: không quá %(share)s %(base)s, %(rounding)s.") % {
        "award": assess.awards()[rule["title"]].name,
        "share": "/".join(map(str, rule["share"])),
        "base": base,
        "rounding": roundings[rule["rounding"]],
    }


def condition_words(plain: Mapping[str, Any]) -> str:
    """Return a condition of the local rules' language as a part of a sentence."""
    if "all" in plain:
        return _(" và ").join(condition_words(part) for part in plain["all"])
    if "any" in plain:
        return _(" hoặc ").join(condition_words(part) for part in plain["any"])
    if "earned" in plain:
        name = assess.awards()[plain["earned"]].name
        return _("đạt %(award)s") % {"award": name}
    if "judged" in plain:
        return _("Hội đồng xem xét: %(question)s") % {"question": plain["question"]}
    return _comparison(plain)


def _comparison(plain: Mapping[str, Any]) -> str:
    signs = {
        "at_least": _("từ %(value)s trở lên"),
        "more_than": _("trên %(value)s"),
        "at_most": _("không quá %(value)s"),
        "below": _("dưới %(value)s"),
        "is": "%(value)s",
    }
    names = {
        "rating": _("xếp loại"),
        "absence_working_days": _("số ngày nghỉ"),
        "discipline": _("kỷ luật"),
        "service_months": _("số tháng công tác"),
        "registered": _("có đăng ký thi đua"),
        "pending_inquiry": _("đang bị xem xét, xác minh"),
        "initiatives_grassroots": _("số sáng kiến được công nhận"),
        "initiatives_province": _("số sáng kiến được công nhận cấp tỉnh"),
        "members": _("số người của tập thể"),
        "advanced_workers": _("số người đạt Lao động tiên tiến"),
        "grassroots_fighters": _("số người đạt Chiến sĩ thi đua cơ sở"),
        "fulfilled": _("số người hoàn thành nhiệm vụ"),
        "disciplined_warning": _("số người bị kỷ luật từ cảnh cáo trở lên"),
    }
    sign = next(name for name in signs if name in plain)
    value = plain[sign]
    if plain["fact"] == "rating":
        value = str(Rating(value).label)
    elif plain["fact"] == "discipline":
        value = str(Discipline(value).label)
    elif isinstance(value, bool):
        value = _("có") if value else _("không")
    said = signs[sign] % {"value": value}
    return f"{names.get(plain['fact'], plain['fact'])} {said}"
