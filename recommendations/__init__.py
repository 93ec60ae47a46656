"""What they asked for: recommendations, addressees, actions, assessments."""
