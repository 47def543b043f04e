"""The door for other systems: figures in by a key, JSON or CSV."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from vinhdanh.indicators import pushed, queries
from vinhdanh.indicators.actions import key_of, push
from vinhdanh.indicators.models import ApiKey

UNKNOWN, TOO_LARGE, TOO_OFTEN = 401, 413, 429


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def figures(request: HttpRequest) -> HttpResponse:
    """Take figures in (POST), or say which ones the key may push (GET)."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    key = key_of(secret.strip()) if scheme.lower() == "bearer" else None
    if key is None:
        said = _("Thiếu khóa, khóa không đúng hoặc đã bị thu hồi.")
        answer = _answer({"loi": {"ma": "key.unknown", "noi_dung": said}}, UNKNOWN)
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    if request.method == "GET":
        return _answer({"don_vi": str(key.unit), "chi_so": _catalogue(key)})
    if int(request.headers.get("Content-Length") or 0) > pushed.MOST_BYTES:
        said = _("Nội dung gửi lớn hơn 512 KB. Hãy chia nhỏ.")
        return _answer({"loi": {"ma": "push.too_large", "noi_dung": said}}, TOO_LARGE)
    given = push(
        key,
        request.body,
        request.content_type or "",
        request.headers.get("Idempotency-Key", "").strip(),
    )
    answer = _answer(given.told, given.status)
    if given.is_repeat:
        answer["Idempotent-Replay"] = "true"
    if given.status == TOO_OFTEN:
        answer["Retry-After"] = "60"
    return answer


def _catalogue(key: ApiKey) -> list[dict[str, Any]]:
    return [
        {
            "ma": row.code,
            "ten": row.name,
            "don_vi_tinh": row.measure,
            "ky_bao_cao": row.frequency,
        }
        for row in queries.fillable_by(key)
    ]


def _answer(told: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(
        told, status=status, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
