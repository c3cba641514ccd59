-- What each cell of a document keeps once everything strictly below it is taken off: the rows of the star.
{{ residuals(ref('int_expenditure_cell'), expenditure_axes()) }}
