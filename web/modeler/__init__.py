"""The diagram editor: the page, and what its panel asks for."""
