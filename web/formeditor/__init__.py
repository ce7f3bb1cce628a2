"""The forms of a draft: their list, the editor, and how citizens and officers will see them."""
