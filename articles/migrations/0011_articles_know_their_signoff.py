"""An article knows its sign-off, its due date and its language, and can be withdrawn."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_treatments'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='article',
            name='article_known_state',
        ),
        migrations.RemoveConstraint(
            model_name='article',
            name='article_published_has_date_and_text',
        ),
        migrations.AddField(
            model_name='article',
            name='language',
            field=models.CharField(choices=[('en', 'English'), ('ar', 'العربيّة'), ('bg', 'български'), ('cs', 'česky'), ('da', 'dansk'), ('de', 'Deutsch'), ('el', 'Ελληνικά'), ('es', 'español'), ('et', 'eesti'), ('fa', 'فارسی'), ('fi', 'suomi'), ('fr', 'français'), ('he', 'עברית'), ('hr', 'Hrvatski'), ('hu', 'Magyar'), ('it', 'italiano'), ('ja', '日本語'), ('lt', 'Lietuviškai'), ('lv', 'latviešu'), ('nb', 'norsk (bokmål)'), ('nl', 'Nederlands'), ('pl', 'polski'), ('pt', 'Português'), ('pt-br', 'Português Brasileiro'), ('ro', 'Română'), ('ru', 'Русский'), ('sk', 'slovensky'), ('sl', 'Slovenščina'), ('sv', 'svenska'), ('tr', 'Türkçe'), ('uk', 'Українська'), ('ur', 'اردو'), ('zh-hans', '简体中文')], default='en', max_length=7),
        ),
        migrations.AddField(
            model_name='article',
            name='review_due_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='article',
            name='signoff',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.signoff'),
        ),
        migrations.AddField(
            model_name='article',
            name='successor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.article'),
        ),
        migrations.AddField(
            model_name='article',
            name='translation_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='articles.article'),
        ),
        migrations.AddField(
            model_name='article',
            name='withdrawn_because',
            field=models.CharField(blank=True, editable=False, max_length=500),
        ),
        migrations.AlterField(
            model_name='article',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('retired', 'Retired'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=9),
        ),
        migrations.AddField(
            model_name='article',
            name='treatments',
            field=models.ManyToManyField(blank=True, related_name='articles', to='articles.treatment'),
        ),
        migrations.RunSQL(
            """
            UPDATE articles_article a SET
                signoff_id = s.id,
                review_due_on = coalesce(
                    s.review_due_on, (r.written_on + make_interval(months => p.months))::date
                )
            FROM articles_revision r
                LEFT JOIN articles_signoff s ON s.revision_id = r.id,
                articles_reviewpolicy p
            WHERE r.id = a.live_id AND p.kind = a.kind
            """,
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published', 'retired', 'withdrawn'])), name='article_known_state'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('live__isnull', False), ('published_at__isnull', False), ('review_due_on__isnull', False), ('updated_at__isnull', False)), _connector='OR'), name='article_published_has_dates_and_text'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['overview', 'understanding', 'living', 'treatment', 'research', 'trials'])), name='article_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_because', ''), _negated=True), _connector='OR'), name='article_withdrawn_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(fields=('translation_of', 'language'), name='article_translation_once'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('translation_of', None), models.Q(('translation_of', models.F('pk')), _negated=True), _connector='OR'), name='article_not_its_own_translation'),
        ),
    ]
