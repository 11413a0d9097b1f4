# ruff: noqa: E501

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_members"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShareLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("purpose", models.CharField(max_length=60)),
                ("thing", models.UUIDField(db_index=True)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("question", models.TextField(blank=True)),
                ("ends", models.DateField()),
                ("most_openings", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("openings", models.PositiveIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("sent", models.DateTimeField(blank=True, null=True)),
                ("opened", models.DateTimeField(blank=True, null=True)),
                ("withdrawn", models.DateTimeField(blank=True, null=True)),
                ("closed", models.DateTimeField(blank=True, null=True)),
                ("code", models.CharField(blank=True, max_length=64)),
                ("code_until", models.DateTimeField(blank=True, null=True)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
                ("wrong", models.PositiveIntegerField(default=0)),
                ("made_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
            ],
            options={
                "ordering": ("-made", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="LinkAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField()),
                ("done", models.DateTimeField(blank=True, null=True)),
                ("link", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="answer", to="people.sharelink")),
            ],
        ),
        migrations.CreateModel(
            name="LinkUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("what", models.CharField(max_length=40)),
                ("label", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=64)),
                ("link", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="people.sharelink")),
            ],
            options={
                "ordering": ("-at", "-pk"),
                "indexes": [models.Index(fields=["address", "-at"], name="people_linkuse_address")],
            },
        ),
    ]
