"""What the script of the form editor says, in the reader's language."""

from collections.abc import Mapping

from web.ui.texts import gettext as _


def spoken_words() -> Mapping[str, Mapping[str, str]]:
    """Return the sentences by the part of the page that says them."""
    return {
        "kinds": _kinds(),
        "palette": _palette(),
        "panel": _panel(),
        "answer": _answer(),
        "condition": _condition(),
        "page": _page(),
    }


def _kinds() -> Mapping[str, str]:
    return {
        "default": _("Form"),
        "textfield": _("Line of text"),
        "textarea": _("Paragraph"),
        "number": _("Number"),
        "datetime": _("Day"),
        "select": _("Choice from a list"),
        "radio": _("One of a few"),
        "checkbox": _("Tick box"),
        "checklist": _("Several of a list"),
        "filepicker": _("Attached files"),
        "group": _("Section"),
        "text": _("Introduction"),
        "separator": _("Line"),
        "personalnumber": _("Personal number (ID)"),
        "address": _("Address"),
        "paperlist": _("List of papers"),
        "decision": _("Decision, reason"),
        "feeline": _("Fee line"),
        "signature": _("Signature"),
        "unknown": _("Component this editor does not know"),
    }


def _palette() -> Mapping[str, str]:
    """Texts that form-js writes itself; the left ones are its own."""
    return {
        "Components": _("Components"),
        "Search components": _("Search components"),
        "Clear content": _("Clear"),
        "No components found.": _("No component is called so."),
        "Input": _("To fill in"),
        "Selection": _("To choose"),
        "Presentation": _("To read"),
        "Containers": _("Parts"),
        "Action": _("For administrations"),
        "Drag and drop components here.": _("Drag components here."),
        "Build your form": _("Begin your form"),
        "Drag and drop components here to start designing.": _(
            "Drag a component here, or choose one and press Enter."
        ),
        "Use the preview window to test your form.": _("The preview shows what others will see."),
        "add": _("Add: %(what)s", what="{what}"),
        "remove": _("Delete: %(what)s", what="{what}"),
        "mark": _("Powered by bpmn.io"),
    }


def _panel() -> Mapping[str, str]:
    return {
        "question": _("Question"),
        "title": _("Title (Vietnamese)"),
        "titleEn": _("Title (English)"),
        "label": _("Label (Vietnamese)"),
        "labelEn": _("Label (English)"),
        "text": _("Text (Vietnamese)"),
        "textEn": _("Text (English)"),
        "help": _("Help (Vietnamese)"),
        "helpEn": _("Help (English)"),
        "key": _("Name of the answer"),
        "keyHelp": _("Expressions and letters use it. Small letters a–z, digits, underscores."),
        "up": _("Move up"),
        "down": _("Move down"),
        "copy": _("Duplicate"),
        "delete": _("Delete"),
        "faults": _("To mend here"),
        "nothing": _("Choose a field to see its properties."),
        "order": _("Place in the form"),
        "unknown": _("It is kept as it is, and the server says above what is wrong with it."),
        "english": _("Without it, English readers see the Vietnamese text."),
    }


def _answer() -> Mapping[str, str]:
    return {
        "answer": _("What is taken as an answer"),
        "required": _("Must be answered"),
        "readonly": _("Only shown, from an earlier step"),
        "sort": _("Sort of text"),
        "sortText": _("Plain text"),
        "sortEmail": _("E-mail address"),
        "sortPhone": _("Telephone number"),
        "minLength": _("At least so many letters"),
        "maxLength": _("At most so many letters"),
        "pattern": _("Pattern (regular expression)"),
        "patternVi": _("What to enter (Vietnamese)"),
        "patternEn": _("What to enter (English)"),
        "min": _("At least"),
        "max": _("At most"),
        "decimals": _("Decimals"),
        "multiple": _("Several files"),
        "mostFiles": _("At most so many files"),
        "accept": _("Kinds of files"),
        "choices": _("Choices"),
        "choice": _("Choice %(number)s", number="{number}"),
        "choiceLabel": _("In Vietnamese"),
        "choiceEn": _("In English"),
        "paper": _("Paper %(number)s", number="{number}"),
        "choiceValue": _("Code"),
        "reasonNeeded": _("needs a reason"),
        "paperNeeded": _("must be handed in"),
        "addChoice": _("Add a choice"),
        "addPaper": _("Add a paper"),
        "papers": _("Papers"),
        "fromCard": _("Take the papers of the card"),
        "removeChoice": _("Take away: %(what)s", what="{what}"),
        "source": _("Where the choices come from"),
        "sourceOwn": _("The list below"),
        "sourceForm": _("Questions of the form “%(form)s”", form="{form}"),
        "sourcePapers": _("Papers of the card"),
        "counts": _("Ask how many originals and copies"),
        "files": _("Ask for files"),
        "reasonVi": _("Question for the reason (Vietnamese)"),
        "reasonEn": _("Question for the reason (English)"),
        "amount": _("Amount in đồng"),
        "amountHelp": _("A number, or an expression such as so_trang * 2000."),
        "freeIf": _("Nothing to pay if"),
        "freeVi": _("Why nothing is to be paid (Vietnamese)"),
        "freeEn": _("Why nothing is to be paid (English)"),
        "born": _("Compare the year with the day of birth in"),
        "signs": _("Whose name stands under it"),
        "signsOfficer": _("The officer who completes the step"),
        "nothingCompared": _("Compare with nothing"),
        "autocomplete": _("What the browser may fill in"),
        "autoNone": _("Nothing"),
        "autoName": _("Full name"),
        "autoTel": _("Telephone number"),
        "autoEmail": _("E-mail address"),
        "autoAddress": _("Address"),
        "autoBday": _("Day of birth"),
    }


def _condition() -> Mapping[str, str]:
    return {
        "condition": _("When it is asked"),
        "always": _("Always"),
        "show": _("Only when"),
        "hide": _("Not when"),
        "free": _("By an expression: hidden while it is true"),
        "field": _("Which answer"),
        "how": _("Comparison"),
        "is": _("is"),
        "isNot": _("is not"),
        "more": _("is more than"),
        "less": _("is less than"),
        "given": _("has been given"),
        "value": _("Value"),
        "yes": _("yes"),
        "expression": _("Expression"),
        "fine": _("This can be read."),
    }


def _page() -> Mapping[str, str]:
    return {
        "broken": _("This form cannot be drawn: %(reason)s", reason="{reason}"),
        "large": _("it has %(count)s fields, more than 500", count="{count}"),
        "failed": _("The preview could not be drawn. It is tried again with the next change."),
        "passed": _("These answers would be taken. Nothing was sent or kept."),
        "newChoice": _("Choice"),
    }
