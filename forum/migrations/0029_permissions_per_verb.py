"""A permission for each thing that not every moderator may do."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("forum", "0028_help_lines")]
    operations = [
        migrations.AlterModelOptions(
            name="reviewitem",
            options={
                "ordering": ["-severity", "due_at", "pk"],
                "permissions": [
                    ("moderate", "Can decide on contributions"),
                    ("restrict_members", "Can warn, restrict and suspend members"),
                    ("redact", "Can take personal data out of texts for good"),
                    ("see_addresses", "Can see a member's e-mail address, which is recorded"),
                    ("decide_appeals", "Can decide on appeals"),
                    ("see_figures", "Can see the yearly figures"),
                    ("keep_rules", "Can change rules, reasons and watch lists"),
                ],
            },
        ),
    ]
