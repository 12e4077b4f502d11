"""Who gets what from every address: the table, and a row of each kind for it."""
