"""Launch of movements, registration of titles."""
