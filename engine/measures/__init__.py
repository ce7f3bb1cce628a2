"""What a procedure asks of people, counted: steps, hands, papers, questions, days, money."""
