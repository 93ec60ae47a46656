"""Who is connected to whom: ties, measures, silos, gaps."""
