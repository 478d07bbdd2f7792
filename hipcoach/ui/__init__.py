"""The window: pages, widgets, theme. The only room that draws controls."""
