"""Who may see a question, whether its asker is named, and whether more answers are needed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0002_decisions_are_append_only")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="audience",
            field=models.CharField(
                choices=[("everyone", "Everyone"), ("members", "Members only")],
                default="everyone",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="anonymous",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="question",
            name="no_reply_needed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(audience__in=["everyone", "members"]),
                name="question_known_audience",
            ),
        ),
    ]
