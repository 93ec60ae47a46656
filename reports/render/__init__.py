"""From one frozen context to HTML, PDF and DOCX: three pure functions that say the same words."""
