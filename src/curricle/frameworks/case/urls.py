"""The addresses of the CASE service, below /ims/case/v1p1 as the specification has them."""

from django.urls import path

from curricle.frameworks.case import views
from curricle.interop.case.rules import DISCOVERY

app_name = "case"
BASE = "ims/case/v1p1"

urlpatterns = [
    path(f"{BASE}/CFDocuments", views.documents, name="documents"),
    path(f"{BASE}/CFDocuments/<str:uuid>", views.document, name="document"),
    path(f"{BASE}/CFPackages/<str:uuid>", views.package, name="package"),
    path(f"{BASE}/CFItems/<str:uuid>", views.item, name="item"),
    path(f"{BASE}/CFItemAssociations/<str:uuid>", views.item_associations, name="item_associations"),
    path(f"{BASE}/CFAssociations/<str:uuid>", views.association, name="association"),
    *(
        path(f"{BASE}/{kind}/<str:uuid>", views.definitions, {"kind": kind}, name=kind)
        for kind in ("CFConcepts", "CFItemTypes", "CFSubjects")
    ),
    *(path(f"{BASE}/{kind}/<str:uuid>", views.definition, {"kind": kind}, name=kind) for kind in ("CFLicenses", "CFAssociationGroupings")),
    path(f"{BASE}/CFRubrics/<str:uuid>", views.rubric, name="rubric"),
    path(f"{BASE}/{DISCOVERY}", views.discovery, name="discovery"),
    path("ims/case/<path:rest>", views.nothing, name="nothing"),
]
