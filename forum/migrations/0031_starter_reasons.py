"""The reasons that decisions were given before, with words for their authors."""

from django.db import migrations

KIND, PRIVATE = "Be kind", "Keep your child unknown"
EXPERIENCE = "Say what happened to you, not what others must do"
ADVERTS, PLACE = "Do not advertise", "Ask once, where it belongs"
#: Code, label, what it is for, ground, rule.
REASONS = [
    ("fine", "Within the rules", "pass tidy", "", ""),
    ("personal", "Names or identifies a child or another person", "limit member", "rules", PRIVATE),
    ("harm", "Could harm somebody who follows it", "limit tidy member", "rules", EXPERIENCE),
    ("dosing", "Gives a dose", "limit tidy member", "rules", EXPERIENCE),
    ("promotion", "Promotes a product, clinic or cure", "limit tidy member", "rules", ADVERTS),
    ("unkind", "Unkind", "limit tidy member", "rules", KIND),
    ("off-topic", "Belongs somewhere else", "limit tidy", "rules", PLACE),
    ("spam", "Spam", "limit tidy member", "rules", ADVERTS),
    ("duplicate", "Sent twice", "limit tidy", "rules", PLACE),
    ("unlawful", "Against the law", "limit member", "law", ""),
    ("other", "Another reason", "pass limit tidy member", "rules", ""),
]
WORDS = {
    "personal": {
        "en": "Thank you for writing. Your text names or describes somebody so closely that others could "
        "recognise them. Could you take that out and send it again? An age and a country will do.",
        "de": "Danke, dass Sie geschrieben haben. Ihr Text nennt oder beschreibt jemanden so genau, dass andere "
        "diesen Menschen erkennen könnten. Könnten Sie das herausnehmen und den Text noch einmal schicken? Ein "
        "Alter und ein Land genügen.",
        "es": "Gracias por escribir. Su texto nombra o describe a una persona con tanto detalle que otras podrían "
        "reconocerla. ¿Podría quitar eso y enviarlo de nuevo? Basta con una edad y un país.",
        "fr": "Merci d’avoir écrit. Votre texte nomme ou décrit une personne avec tant de précision que d’autres "
        "pourraient la reconnaître. Pourriez-vous enlever cela et le renvoyer ? Un âge et un pays suffisent.",
    },
    "harm": {
        "en": "Thank you for writing. We could not publish this, because somebody who follows it could "
        "come to harm. Please talk with your care team before you try it.",
        "de": "Danke, dass Sie geschrieben haben. Wir konnten das nicht veröffentlichen, weil jemand, der es befolgt, "
        "Schaden nehmen könnte. Bitte sprechen Sie mit Ihrem Behandlungsteam, bevor Sie es versuchen.",
        "es": "Gracias por escribir. No hemos podido publicarlo, porque alguien que lo siga podría sufrir un daño. "
        "Hable con su equipo médico antes de intentarlo, por favor.",
        "fr": "Merci d’avoir écrit. Nous n’avons pas pu publier ce texte, car une personne qui le suivrait pourrait "
        "se mettre en danger. Parlez-en à votre équipe soignante avant d’essayer, s’il vous plaît.",
    },
    "dosing": {
        "en": "Thank you for writing. We do not publish doses: they differ from person to person. "
        "Without the numbers we can publish it gladly.",
        "de": "Danke, dass Sie geschrieben haben. Wir veröffentlichen keine Dosierungen: Sie sind von Mensch zu Mensch "
        "verschieden. Ohne die Zahlen veröffentlichen wir den Text gern.",
        "es": "Gracias por escribir. No publicamos dosis: son distintas para cada persona. Sin las cifras lo "
        "publicaremos con mucho gusto.",
        "fr": "Merci d’avoir écrit. Nous ne publions pas de doses : elles diffèrent d’une personne à l’autre. Sans les "
        "chiffres, nous publierons volontiers votre texte.",
    },
    "promotion": {
        "en": "Thank you for writing. We do not publish what advertises a product, a clinic or a cure. "
        "You are welcome to tell what you have lived through yourself.",
        "de": "Danke, dass Sie geschrieben haben. Wir veröffentlichen nichts, was für ein Produkt, eine Klinik oder ein "
        "Heilmittel wirbt. Erzählen Sie gern, was Sie selbst erlebt haben.",
        "es": "Gracias por escribir. No publicamos textos que anuncien un producto, una clínica o una cura. Puede "
        "contar con mucho gusto lo que ha vivido usted.",
        "fr": "Merci d’avoir écrit. Nous ne publions pas ce qui fait la publicité d’un produit, d’une clinique ou d’un "
        "remède. Vous pouvez volontiers raconter ce que vous avez vécu vous-même.",
    },
    "unkind": {
        "en": "Thank you for writing. People here carry a lot. Could you say the same in kinder words?",
        "de": "Danke, dass Sie geschrieben haben. Die Menschen hier tragen schwer. Könnten Sie dasselbe in "
        "freundlicheren Worten sagen?",
        "es": "Gracias por escribir. Las personas de aquí llevan una carga muy pesada. ¿Podría decir lo mismo con "
        "palabras más amables?",
        "fr": "Merci d’avoir écrit. Les personnes ici portent déjà beaucoup. Pourriez-vous dire la même chose avec des "
        "mots plus doux ?",
    },
    "off-topic": {
        "en": "Thank you for writing. This belongs somewhere else. Please look through our questions, or "
        "ask it as a question of its own.",
        "de": "Danke, dass Sie geschrieben haben. Das gehört an eine andere Stelle. Bitte sehen Sie unsere Fragen durch, "
        "oder stellen Sie es als eigene Frage.",
        "es": "Gracias por escribir. Esto corresponde a otro lugar. Mire nuestras preguntas, por favor, o hágalo como "
        "una pregunta aparte.",
        "fr": "Merci d’avoir écrit. Ceci a sa place ailleurs. Parcourez nos questions, s’il vous plaît, ou posez-en une "
        "nouvelle.",
    },
    "spam": {
        "en": "We could not publish this, because it looks like advertising.",
        "de": "Wir konnten das nicht veröffentlichen, weil es wie Werbung aussieht.",
        "es": "No hemos podido publicarlo, porque parece publicidad.",
        "fr": "Nous n’avons pas pu publier ce texte, car il ressemble à de la publicité.",
    },
    "duplicate": {
        "en": "Thank you. You have sent this twice, so we keep only one of them.",
        "de": "Danke. Sie haben das zweimal geschickt, deshalb behalten wir nur eines davon.",
        "es": "Gracias. Lo ha enviado dos veces, así que conservamos solo uno.",
        "fr": "Merci. Vous l’avez envoyé deux fois, nous n’en gardons donc qu’un.",
    },
    "unlawful": {
        "en": "We could not publish this, because the law does not allow it. If you think that we are mistaken, tell us.",
        "de": "Wir konnten das nicht veröffentlichen, weil das Gesetz es nicht erlaubt. Wenn Sie meinen, dass wir uns "
        "irren, sagen Sie es uns.",
        "es": "No hemos podido publicarlo, porque la ley no lo permite. Si cree que nos equivocamos, díganoslo.",
        "fr": "Nous n’avons pas pu publier ce texte, car la loi ne le permet pas. Si vous pensez que nous nous trompons, "
        "dites-le-nous.",
    },
}


def seed(apps, schema_editor):
    Reason = apps.get_model("forum", "Reason")
    Message = apps.get_model("forum", "ReasonMessage")
    for number, (code, label, uses, ground, rule) in enumerate(REASONS, 1):
        reason = Reason.objects.create(
            code=code, label=label, uses=uses.split(), ground=ground, rule=rule, order=10 * number
        )
        Message.objects.bulk_create(
            Message(reason=reason, language=language, text=text)
            for language, text in WORDS.get(code, {}).items()
        )


class Migration(migrations.Migration):
    dependencies = [("forum", "0030_reasons")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
