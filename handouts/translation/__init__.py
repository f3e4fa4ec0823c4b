"""For the people who translate: the template file of all messages, made from the sheets' own templates."""
