"""What is published: drafts, review, versions, HTML, PDF and DOCX."""
