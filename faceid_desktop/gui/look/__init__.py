"""The design system: colours, type, icons and the small parts that every page is made of."""
