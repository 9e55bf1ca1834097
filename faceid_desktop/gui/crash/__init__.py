"""What happens when the program itself fails: a report that can be copied, and a start in safe mode."""
