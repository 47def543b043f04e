"""The page that asks why a draft is thrown away, then does it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused


class DiscardForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Lý do bỏ dự thảo"), max_length=300)


def ask(
    request: HttpRequest,
    draft: Any,
    deed: Callable[[str], None],
    *,
    back: str,
    after: str,
) -> HttpResponse:
    """Ask for the reason and do the deed with it.

    back, after: addresses of the draft, and of where to go once it is gone.
    """
    form = DiscardForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        name = str(draft)
        try:
            deed(form.cleaned_data["reason"])
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            said = _now("Đã bỏ dự thảo “%(name)s”. Nhật ký giữ nội dung và lý do.")
            messages.success(request, said % {"name": name})
            return redirect(after)
    context = {"form": form, "draft": draft, "back": back}
    status = 422 if form.errors else 200
    return render(request, "shell/discard.html", context, status=status)
