"""What the books of the stay on site show: lateness, boxes, duty, materials; one module each."""
