"""Accounts, people and their organisations, complaints, the record, files, jobs, health."""

from django.urls import path

from curricle.people.views import (
    accept,
    account,
    complaints,
    files,
    health,
    jobs,
    members,
    organisations,
    record,
    registrations,
    rights,
    signin,
)

app_name = "people"

urlpatterns = [
    path("sign-in/", signin.sign_in, name="sign_in"),
    path("sign-out/", signin.sign_out, name="sign_out"),
    path("sign-in/forgotten/", signin.forgotten, name="forgotten"),
    path("sign-in/new-password/<str:who>/<str:token>/", signin.reset, name="reset"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/organisation/", account.act_for, name="act_for"),
    path("people/", members.people, name="people"),
    path("people/invite/", members.invite, name="invite"),
    path("people/who-may-do-what/", rights.holders, name="holders"),
    path("people/invitations/<uuid:uuid>/again/", members.again, name="invite_again"),
    path("people/invitations/<uuid:uuid>/withdraw/", members.withdraw, name="invite_withdraw"),
    path("people/registrations/<uuid:uuid>/", registrations.check, name="registration_check"),
    path("people/<uuid:membership>/", members.role, name="role"),
    path("people/<uuid:membership>/last-day/", members.last_day, name="role_last_day"),
    path("people/<uuid:membership>/other-role/", members.other_role, name="role_other"),
    path("people/<uuid:membership>/end/", members.end, name="end_role"),
    path("invitation/<uuid:uuid>/<str:token>/", accept.accept, name="accept"),
    path("account/professions/", registrations.enter, name="registration_enter"),
    path("account/professions/<uuid:uuid>/", registrations.change, name="registration_change"),
    path("account/professions/<uuid:uuid>/remove/", registrations.remove, name="registration_remove"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/found/", organisations.found, name="found"),
    path("organisations/<slug:code>/name/", organisations.rename, name="organisation_rename"),
    path("organisations/<slug:code>/administrator/", organisations.administrator, name="organisation_administrator"),
    path("organisations/<slug:code>/close/", organisations.close, name="organisation_close"),
    path("data-complaint/", complaints.complain, name="complain"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/<uuid:uuid>/", complaints.complaint, name="complaint"),
    path("help/who-may-do-what/", rights.role_rights, name="rights"),
    path("record/", record.record, name="record"),
    path("files/<uuid:uuid>/", files.download, name="file"),
    path("jobs/<uuid:uuid>/", jobs.job, name="job"),
    path("jobs/<uuid:uuid>/stop/", jobs.cancel, name="job_cancel"),
    path("healthz", health.healthz, name="healthz"),
]
