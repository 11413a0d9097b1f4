import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("frameworks", "0002_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.TextField()),
                (
                    "version",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="case_head", to="frameworks.version"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseBytes",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("step", models.PositiveBigIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="frameworks.version")),
            ],
            options={
                "indexes": [models.Index(fields=["made"], name="case_bytes_by_age")],
            },
        ),
        migrations.CreateModel(
            name="CaseEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("uuid", models.CharField(max_length=80)),
                (
                    "version",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="case_entries", to="frameworks.version"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["uuid", "kind"], name="case_entry_by_uuid")],
                "constraints": [models.UniqueConstraint(fields=("version", "kind", "uuid"), name="case_entry_once_per_version")],
            },
        ),
    ]
