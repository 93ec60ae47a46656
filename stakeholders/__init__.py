"""Who there is: people, organisations, sectors, affiliations, relationships, users."""
