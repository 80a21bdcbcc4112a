"""One page that shows an edition as its readers will see it, each in a way of his own.

It loads nothing: the mail, its pictures, style and script are all in it. A mail is held once
for each text that it has; what a screen does to it (its width, dark colours, no pictures) is
done by the script, so that all views together cost little more than one.
"""
