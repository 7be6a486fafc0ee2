"""Thin blueprints: load, guard, form, redirect, render."""
