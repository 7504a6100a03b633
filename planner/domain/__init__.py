"""What a day is: values, laws and operations. Standard library only, no clock, no input or output."""
