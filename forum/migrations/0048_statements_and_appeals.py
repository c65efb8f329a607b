"""What is told of a decision that restricts somebody, kept as it was told, and appeals."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("forum", "0047_labelled_questions_are_found_last"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.CharField(max_length=15)),
                ('content_on', models.DateField(verbose_name='the text was sent on')),
                ('scope', models.CharField(max_length=200)),
                ('until', models.DateTimeField(null=True, verbose_name='it ends on')),
                ('facts', models.CharField(max_length=300)),
                ('because', models.CharField(max_length=80)),
                ('ground', models.CharField(blank=True, choices=[('', 'Not against anything'), ('rules', 'Against our rules'), ('law', 'Against the law')], max_length=5)),
                ('rule', models.CharField(blank=True, max_length=150)),
                ('reported', models.BooleanField(verbose_name='somebody reported it')),
                ('noticed_by_program', models.BooleanField()),
                ('decided_by_program', models.BooleanField(default=False)),
                ('redress', models.CharField(max_length=400)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('decision', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statement', to='forum.decision')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='statements', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='why do you think that it is wrong?')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('due_at', models.DateTimeField(editable=False)),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'The decision stands'), ('overturned', 'The decision is taken back')], editable=False, max_length=10)),
                ('answer', models.TextField(blank=True, editable=False, validators=[django.core.validators.MaxLengthValidator(2000)])),
                ('decided_at', models.DateTimeField(editable=False, null=True)),
                ('decided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='forum.statement')),
            ],
            options={
                'ordering': ['due_at', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['-at', '-id'], name='statement_newest'),
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(condition=models.Q(('decided_at', None)), fields=['due_at', 'id'], name='appeal_open'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('decided_at', None), ('decided_by', None), ('outcome', '')), models.Q(('decided_by__isnull', False), ('outcome__in', ['upheld', 'overturned']), models.Q(('answer', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='appeal_decided_in_full'),
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION forum_statement_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND NEW.member_id IS NULL THEN
                    OLD.member_id := NULL;
                    IF NEW = OLD THEN RETURN NEW; END IF;
                END IF;
                RAISE EXCEPTION 'a statement of reasons is never changed or deleted'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER forum_statement_is_append_only BEFORE UPDATE OR DELETE ON forum_statement
                FOR EACH ROW EXECUTE FUNCTION forum_statement_is_append_only();
            CREATE FUNCTION forum_appeal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND (NEW.id, NEW.statement_id, NEW.at, NEW.due_at)
                        = (OLD.id, OLD.statement_id, OLD.at, OLD.due_at) THEN
                    -- It is decided once; and its words go when their author leaves.
                    IF OLD.decided_at IS NULL AND NEW.words = OLD.words THEN RETURN NEW; END IF;
                    IF NEW.words = '' AND (NEW.outcome, NEW.answer) = (OLD.outcome, OLD.answer)
                            AND NEW.decided_by_id IS NOT DISTINCT FROM OLD.decided_by_id
                            AND NEW.decided_at IS NOT DISTINCT FROM OLD.decided_at THEN
                        RETURN NEW;
                    END IF;
                END IF;
                RAISE EXCEPTION 'an appeal is never changed or deleted'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER forum_appeal_is_append_only BEFORE UPDATE OR DELETE ON forum_appeal
                FOR EACH ROW EXECUTE FUNCTION forum_appeal_is_append_only();
            """,
            """
            DROP TRIGGER forum_appeal_is_append_only ON forum_appeal;
            DROP FUNCTION forum_appeal_is_append_only();
            DROP TRIGGER forum_statement_is_append_only ON forum_statement;
            DROP FUNCTION forum_statement_is_append_only();
            """,
        ),
    ]
