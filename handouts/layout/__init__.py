"""Page templates and document kinds: model and theme become a story, the story becomes pages."""
