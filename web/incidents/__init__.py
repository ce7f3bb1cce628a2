"""What stands still, by cause: for administrators, who try again, correct data or skip."""
