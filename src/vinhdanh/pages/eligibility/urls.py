from django.urls import path

from vinhdanh.pages.eligibility import rules, what_if, why

urlpatterns = [
    path("ket-luan/<uuid:public_id>/", why.verdict, name="verdict"),
    path("ket-luan/<uuid:public_id>/y-kien/", why.override, name="verdict-override"),
    path("quy-che/", rules.local_rules, name="local-rules"),
    path("quy-che/them/<slug:kind>/", rules.adopt, name="local-rule-adopt"),
    path("quy-che/<uuid:public_id>/", rules.local_rule, name="local-rule"),
    path("phap-luat/", rules.law, name="law"),
    path("xet-thu/", what_if.page, name="what-if"),
    path("xet-thu/xet-thu.xlsx", what_if.sheet, name="what-if-sheet"),
]
