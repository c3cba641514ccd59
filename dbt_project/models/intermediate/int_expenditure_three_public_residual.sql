-- What each cell of 三公经费 keeps once its parts are taken off.
{{ residuals(ref('int_expenditure_three_public'), three_public_axes()) }}
