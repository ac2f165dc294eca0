"""From files to speeches, with their places, years, paragraphs, windows and witnesses."""
