from django.urls import path

from vinhdanh.pages.eligibility import law, rules, try_sheet, what_if, why

urlpatterns = [
    path("ket-luan/<uuid:public_id>/", why.verdict, name="verdict"),
    path("ket-luan/<uuid:public_id>/y-kien/", why.override, name="verdict-override"),
    path("quy-che/", rules.local_rules, name="local-rules"),
    path("quy-che/them/", rules.kinds, name="local-rule-kinds"),
    path("quy-che/them/<slug:kind>/", rules.adopt, name="local-rule-adopt"),
    path("quy-che/<uuid:public_id>/", rules.local_rule, name="local-rule"),
    path("quy-che/<uuid:public_id>/sua/", rules.change, name="local-rule-change"),
    path("quy-che/<uuid:public_id>/het/", rules.end, name="local-rule-end"),
    path("phap-luat/", law.law, name="law"),
    path("phap-luat/cac-thoi-ky/", law.periods, name="law-periods"),
    path("phap-luat/<slug:name>/", law.law_page, name="law-page"),
    path("phap-luat/<slug:name>/ky/", law.sign, name="law-page-sign"),
    path("xet-thu/", what_if.page, name="what-if"),
    path("xet-thu/bang-tinh/", try_sheet.page, name="try-sheet"),
    path("xet-thu/xet-thu.xlsx", what_if.sheet, name="what-if-sheet"),
]
