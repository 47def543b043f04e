"""Users, roles held at a unit, and how far a role reaches."""
