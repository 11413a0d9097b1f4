"""Accounts, the record, files, jobs, health."""

from django.urls import path

from curricle.people.views import account, files, health, jobs, links, members, record, rights, signin

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
    path("people/<uuid:membership>/end/", members.end, name="end_role"),
    path("help/who-may-do-what/", rights.rights, name="rights"),
    path("record/", record.record, name="record"),
    path("files/<uuid:uuid>/", files.download, name="file"),
    path("jobs/<uuid:uuid>/", jobs.job, name="job"),
    path("jobs/<uuid:uuid>/stop/", jobs.cancel, name="job_cancel"),
    path("shared/<uuid:link>/open/<str:token>/", links.link, name="link"),
    path("shared/<uuid:link>/open/<str:token>/code/", links.code, name="link_code"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
