"""Terraform: folders of HCL, plans and states."""
