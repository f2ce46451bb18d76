"""`backprop-tutor mark PROBLEM --class`: a class's answers read, marked and summed up."""
