"""``run``: a timetable without logic, and the threads that it wakes."""
