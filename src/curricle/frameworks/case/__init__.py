"""Published frameworks by the open standard CASE 1.1: one public provider for the installation (meanings, 21)."""
