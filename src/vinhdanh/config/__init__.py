"""The edge: settings, routes and system checks of the whole program."""
