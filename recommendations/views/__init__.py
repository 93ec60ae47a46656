"""Pages of recommendations, actions and the public tracker."""
