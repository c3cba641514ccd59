-- What each cell of revenue keeps once everything strictly below it is taken off: the rows of the star.
{{ residuals(ref('int_revenue_cell'), revenue_axes()) }}
