"""What the sponsors of Norwick Utilities say: the demonstration of Step 10."""
