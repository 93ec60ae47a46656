"""How dates are written in lists, by language: Django writes them in numbers, and abbreviated months with a capital."""
